import { cleanup, render, screen } from "@testing-library/react";
import { Fragment, type ReactNode, useState } from "react";
import { afterEach, describe, expect, it } from "vitest";

afterEach(cleanup);

const html = (node: ReactNode): string =>
  render(<div>{node}</div>).container.firstElementChild?.innerHTML ?? "";

/** Text nodes of React's own in what is on the page, but for spaces. */
function bare(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owned = Object.keys(node).some((key) => key.startsWith("__reactFiber$"));
    if (owned && node.nodeValue?.trim()) found.push(node.nodeValue);
  }
  return found;
}

const Said = ({ children }: { children: ReactNode }) => (
  <p>
    {children} <b>!</b>
  </p>
);

describe("text", () => {
  const name = "Iran";
  const count = 3;
  it("beside text is one text of its element", () => {
    expect(
      html(
        <p>
          Now: {name}, {count} more
        </p>,
      ),
    ).toBe("<p>Now: Iran, 3 more</p>");
    expect(bare()).toEqual([]);
  });

  it("beside elements has an element of its own; a space between two elements is left alone", () => {
    expect(
      html(
        <p>
          Now: <b>{name}</b>, {count} more
        </p>,
      ),
    ).toBe("<p><span>Now: </span><b>Iran</b><span>, 3 more</span></p>");
    expect(bare()).toEqual([]);
    cleanup();
    expect(
      html(
        <p>
          <b>1</b> <b>2</b>
        </p>,
      ),
    ).toBe("<p><b>1</b> <b>2</b></p>");
  });

  it.each<[string, ReactNode]>([
    ["in a fragment", <Fragment key="f">Now: {name}</Fragment>],
    [
      "in a fragment with elements",
      <Fragment key="f">
        Now: <b>{name}</b>
      </Fragment>,
    ],
    ["handed through a component", <Said key="s">Now: {name}</Said>],
    [
      "in a list",
      <p key="p">
        {["one", <b key="b">two</b>, "three"]}
        <i>four</i>
      </p>,
    ],
    [
      "that comes and goes",
      <p key="p">
        {count > 2 && "many"}
        <b>{name}</b>
        {count > 5 && "very many"}
      </p>,
    ],
  ])("is never bare: %s", (_, node) => {
    html(node);
    expect(bare()).toEqual([]);
  });

  it("of an option or a title is one text", () => {
    html(
      <select>
        <option>
          {name} ({count})
        </option>
      </select>,
    );
    expect(screen.getByRole("option").innerHTML).toBe("Iran (3)");
  });

  it("that comes and goes takes nothing from what stands beside it", () => {
    let turn: (on: boolean) => void = () => undefined;
    function Room() {
      const [on, set] = useState(false);
      turn = set;
      return (
        <p>
          Hall {on && "open"} <input aria-label="note" defaultValue="" /> {on && "for all"}
        </p>
      );
    }
    const { rerender } = render(<Room />);
    const field = screen.getByLabelText("note") as HTMLInputElement;
    field.value = "kept";
    turn(true);
    rerender(<Room />);
    expect(screen.getByLabelText("note")).toBe(field);
    expect(field.value).toBe("kept");
    expect(document.querySelector("p")?.textContent).toBe("Hall open  for all");
  });
});
