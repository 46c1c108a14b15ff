// What the page does beyond Gradio: marks that lead to cards, the document panel, copying,
// feedback. Everything it reads was written by our own renderer; nothing is put in as HTML.
(() => {
  "use strict";
  document.documentElement.lang = "ja";

  const say = (text) => {
    let line = document.getElementById("m-said");
    if (!line) {
      line = document.createElement("div");
      line.id = "m-said";
      line.setAttribute("role", "status");
      document.body.append(line);
    }
    line.textContent = text;
    line.classList.add("m-shown");
    clearTimeout(say.timer);
    say.timer = setTimeout(() => line.classList.remove("m-shown"), 4000);
  };

  const copy = async (text) => {
    // Outside https and localhost a browser offers no clipboard, so an old way stays behind it.
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("copy refused");
  };

  const showCard = (anchor) => {
    const card = document.getElementById(anchor);
    if (!card) return;
    document.querySelectorAll(".m-card.m-chosen").forEach((old) => old.classList.remove("m-chosen"));
    card.classList.add("m-chosen");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ behavior: "smooth", block: "start" });
  };

  const panel = () => {
    let dialog = document.getElementById("m-panel");
    if (dialog) return dialog;
    dialog = document.createElement("dialog");
    dialog.id = "m-panel";
    dialog.setAttribute("aria-label", "資料");
    const bar = document.createElement("div");
    const tab = document.createElement("a");
    tab.target = "_blank";
    tab.rel = "noopener";
    tab.textContent = "別のタブで開く";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "閉じる";
    close.addEventListener("click", () => dialog.close());
    bar.append(tab, close);
    const frame = document.createElement("iframe");
    frame.title = "資料の本文";
    frame.addEventListener("load", () => {
      const inner = frame.contentDocument;
      if (!inner) return;
      dialog.classList.remove("m-loading");
      inner.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
      // In the panel the conversation is still there: nothing to go back to.
      inner.querySelectorAll(".m-back").forEach((back) => back.remove());
    });
    dialog.append(bar, frame);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => frame.removeAttribute("src"));
    document.body.append(dialog);
    return dialog;
  };

  const openDocument = (address) => {
    const dialog = panel();
    dialog.classList.add("m-loading");
    dialog.querySelector("a").href = address;
    dialog.querySelector("iframe").src = address;
    dialog.showModal();
  };

  const vote = async (button) => {
    const card = button.closest(".m-card");
    const votes = [...card.querySelectorAll("[data-useful]")];
    votes.forEach((other) => (other.disabled = true));
    try {
      const answer = await fetch("feedback", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          question: button.closest("[data-question]").dataset.question,
          passage_id: button.dataset.passage,
          useful: button.dataset.useful === "true",
        }),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      votes.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      say("ご意見をありがとうございます。今後の改善に役立てます。");
    } catch {
      say("ご意見を送れませんでした。しばらくしてからお試しください。");
    }
    votes.forEach((other) => (other.disabled = false));
  };

  document.addEventListener("click", async (event) => {
    const found = event.target.closest?.(
      "a.m-cite, a[data-document], a.m-skip, a.m-to-about, [data-copy], [data-useful], [data-unfold], [data-press]",
    );
    if (!found) return;
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    const address = found.getAttribute("href") ?? "";
    if (found.matches("a.m-cite, a[data-document]")) {
      if (!plain) return;
      event.preventDefault();
      if (address.startsWith("#")) showCard(address.slice(1));
      else openDocument(found.href);
    } else if (found.matches("a.m-skip")) {
      event.preventDefault();
      document.querySelector("#question textarea")?.focus();
    } else if (found.matches("a.m-to-about")) {
      event.preventDefault();
      const about = document.getElementById("about");
      const label = about.querySelector("button");
      if (!about.querySelector(".m-about")?.checkVisibility()) label.click();
      label.focus({ preventScroll: true });
      about.scrollIntoView({ behavior: "smooth", block: "start" });
    } else if ("copy" in found.dataset) {
      const where = new URL(found.dataset.link, document.baseURI).href;
      try {
        await copy(`${found.dataset.copy}\n${where}`);
        say("出典つきでコピーしました。");
      } catch {
        say("コピーできませんでした。本文を選んでコピーしてください。");
      }
    } else if ("useful" in found.dataset) {
      await vote(found);
    } else if ("unfold" in found.dataset) {
      const open = found.closest(".m-card").classList.toggle("m-open");
      found.setAttribute("aria-expanded", String(open));
      found.textContent = open ? "たたむ" : "続きを表示";
    } else {
      document.getElementById(found.dataset.press)?.click();
    }
  });

  // Enter that settles a conversion of the Japanese input method must not send the question.
  document.addEventListener(
    "keydown",
    (event) => {
      const settling = event.isComposing || event.keyCode === 229;
      if (settling && event.target.matches?.("#question textarea")) event.stopImmediatePropagation();
    },
    true,
  );

  // Gradio builds its elements late: wait for each, then name it for screen readers.
  const name = () => {
    const talk = document.getElementById("conversation");
    const boxes = document.querySelectorAll("#filters input");
    if (!talk || !boxes.length) return false;
    talk.setAttribute("role", "log");
    talk.setAttribute("aria-live", "polite");
    talk.setAttribute("aria-label", "ご質問と回答");
    document.getElementById("hint")?.setAttribute("aria-live", "assertive");
    document.querySelector("#question textarea")?.setAttribute("aria-label", "ご質問");
    boxes.forEach((box) => box.setAttribute("placeholder", "すべて"));
    new MutationObserver(() => {
      const turn = document.getElementById("latest-turn");
      if (turn && turn.dataset.seen !== "yes") {
        turn.dataset.seen = "yes";
        if (talk.scrollHeight > talk.clientHeight) talk.scrollTop = turn.offsetTop - talk.offsetTop;
        else turn.scrollIntoView({ behavior: "smooth", block: "nearest" });
      }
    }).observe(talk, { childList: true, subtree: true });
    return true;
  };
  const waiting = new MutationObserver(() => name() && waiting.disconnect());
  if (!name()) waiting.observe(document.documentElement, { childList: true, subtree: true });
})();
