import { Component, type ReactNode } from "react";
import { EmptyState } from "./furniture/EmptyState";
import { useT } from "./i18n";
import { Button } from "./primitives/Button";

/** A fault in drawing is said in words and mended by loading again; the sitting goes on at the server. */
export class Mishap extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const t = useT();
  return (
    <main>
      <EmptyState title={t("common.part_failed")}>
        <Button variant="primary" onPress={() => location.reload()}>
          {t("common.reload")}
        </Button>
      </EmptyState>
    </main>
  );
}
