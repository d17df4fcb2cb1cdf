import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import styles from "./primitives.module.css";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the binding one last. */
  actions?: ReactNode;
  wide?: boolean;
  role?: "dialog" | "alertdialog";
}

export function Dialog({ open, onClose, title, children, actions, wide, role }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={open}
      onOpenChange={(now) => !now && onClose()}
      isDismissable
    >
      <Modal className={`${styles.modal} ${wide ? styles.wide : ""}`}>
        <AriaDialog className={styles.dialog} role={role}>
          <Heading slot="title" className={styles.dialogTitle}>
            {title}
          </Heading>
          <div className={styles.dialogBody}>{children}</div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
