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

  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);

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

  // A file that is saved is read elsewhere: its links get the address of the page before them.
  const withAddresses = (address) => {
    const [head, body] = address.split(",");
    if (!head.startsWith("data:text/markdown")) return address;
    const bytes = Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0));
    const here = new URL("document?", document.baseURI).href;
    const text = new TextDecoder().decode(bytes).replaceAll("](document?", `](${here}`);
    return URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  };

  const showCard = (anchor) => {
    const card = document.getElementById(anchor);
    if (!card) return;
    document.querySelectorAll(".m-card.m-chosen").forEach((old) => old.classList.remove("m-chosen"));
    card.classList.add("m-chosen");
    card.querySelector("[data-unfold][aria-expanded=false]")?.click();
    card.focus({ preventScroll: true });
    // What is quoted may stand further down in the card than the window is high.
    const quoted = card.querySelector("mark.m-quoted");
    const below = quoted && quoted.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
    const near = !quoted || below < innerHeight * 0.9;
    if (near) card.scrollIntoView({ behavior: "smooth", block: "start" });
    else quoted.scrollIntoView({ behavior: "smooth", block: "center" });
  };

  // Gradio fills an accordion after the click, and lets it grow: until then the page is too short
  // to be scrolled there.
  const grown = (element, before = 0) =>
    new Promise((done) => {
      setTimeout(() => {
        const height = element.offsetHeight;
        const settled = height === before && element.querySelector(".m-about")?.checkVisibility();
        done(settled || grown(element, height));
      }, 60);
    });

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
    dialog.append(bar);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    // However it was closed: its entry of the history goes, unless it was left by Back.
    dialog.addEventListener("close", () => {
      dialog.querySelector("iframe").remove();
      if (history.state?.document) history.back();
    });
    document.body.append(dialog);
    return dialog;
  };

  // A frame for each document: one that is used again would add entries to the history.
  const frameOf = (dialog, address) => {
    const frame = document.createElement("iframe");
    frame.title = "資料の本文";
    frame.src = address;
    frame.addEventListener("load", () => {
      const inner = frame.contentDocument;
      if (!inner) return;
      inner.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close());
      // So would its links; Back is to close the panel wherever one has read on to.
      inner.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link || !isPlain(event)) return;
        event.preventDefault();
        frame.contentWindow.location.replace(link.href);
      });
      // In the panel the conversation is still there: nothing to go back to.
      inner.querySelectorAll(".m-back").forEach((back) => back.remove());
    });
    return frame;
  };

  // The panel shows the document that the history's present entry names, if it names one.
  const followHistory = () => {
    const address = history.state?.document;
    const dialog = panel();
    if (!address) dialog.close();
    else if (!dialog.open) {
      dialog.querySelector("a").href = address;
      dialog.append(frameOf(dialog, address));
      dialog.showModal();
    }
  };
  addEventListener("popstate", followHistory);
  if (history.state?.document) followHistory(); // the page was loaded again beneath a panel

  const openDocument = (address) => {
    history.pushState({ document: address }, "");
    followHistory();
  };

  // The address holds the last question, with those it follows, its filters and what was undone of
  // its reading, to be kept or sent; a new talk begins without one. Each is an entry of the history,
  // and Back asks the one before again.
  const PARTS = ["q", "city", "year", "theme", "undone"];
  const partsOf = (query) =>
    [...new URLSearchParams(query)].filter(([name]) => PARTS.includes(name));
  const written = (parts) => new URLSearchParams(parts).toString();
  let named = written(partsOf(location.search));
  let isLoading = named !== ""; // what the address holds is still to be asked
  const nameTalk = (query) => {
    const parts = partsOf(query);
    const replaced = isLoading; // a part that is not known is gone from the address, for Back too
    isLoading = false;
    if (written(parts) === named) return;
    named = written(parts);
    const address = new URL(location.href);
    PARTS.forEach((name) => address.searchParams.delete(name));
    parts.forEach(([name, value]) => address.searchParams.append(name, value));
    if (replaced) history.replaceState(history.state, "", address);
    else history.pushState(null, "", address);
  };
  addEventListener("popstate", () => {
    if (written(partsOf(location.search)) !== named) location.reload();
  });

  // The buttons are not disabled meanwhile: a disabled one loses the keyboard's focus.
  const vote = async (button) => {
    const card = button.closest(".m-card");
    const votes = [...card.querySelectorAll("[data-useful]")];
    if (card.dataset.voting === "yes") return;
    if (button.getAttribute("aria-pressed") === "true") {
      say("このご意見は、すでにお受けしています。ありがとうございます。");
      return;
    }
    card.dataset.voting = "yes";
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
    delete card.dataset.voting;
  };

  document.addEventListener("click", async (event) => {
    const found = event.target.closest?.(
      "a.m-cite, a[data-document], a.m-skip, a.m-to-about, a.m-to-chips, a[download], [data-copy], [data-useful], [data-unfold], [data-press]",
    );
    if (!found) return;
    const address = found.getAttribute("href") ?? "";
    if (found.matches("a.m-cite, a[data-document]")) {
      if (!isPlain(event)) return;
      event.preventDefault();
      if (address.startsWith("#")) showCard(address.slice(1));
      else openDocument(found.href);
    } else if (found.matches("a.m-skip")) {
      event.preventDefault();
      questionBox()?.focus();
    } else if (found.matches("a[download]")) {
      found.href = withAddresses(found.href);
    } else if (found.matches("a.m-to-chips")) {
      event.preventDefault();
      const place = document.querySelector("#chips button") ?? document.getElementById("filters");
      place.focus({ preventScroll: true });
      place.scrollIntoView({ behavior: "smooth", block: "center" });
    } else if (found.matches("a.m-to-about")) {
      event.preventDefault();
      const about = document.getElementById("about");
      const label = about.querySelector("button");
      if (!about.querySelector(".m-about")?.checkVisibility()) label.click();
      label.focus({ preventScroll: true });
      await grown(about);
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

  // One question at a time: Gradio passes over what is sent while an answer is looked for.
  const refuseWhilePending = (event) => {
    if (!document.querySelector("#latest-turn .m-pending")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say("前のご質問をお調べしています。お答えが出てから、もう一度お試しください。");
  };
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("#ask, #chips button, #examples button")) refuseWhilePending(event);
    },
    true,
  );

  // Enter that settles a conversion of the Japanese input method must not send the question.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!event.target.matches?.("#question textarea")) return;
      const settling = event.isComposing || event.keyCode === 229;
      if (settling) event.stopImmediatePropagation();
      else if (event.key === "Enter" && !event.shiftKey) refuseWhilePending(event);
    },
    true,
  );

  // Gradio tells in English that the server is gone; it loads the page again when it is back.
  const LOST = "サーバーとの接続が切れました。つながると、自動で画面を開き直します。";
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        const text = node.querySelector?.("[data-testid=toast-text]");
        if (!text?.textContent.includes("Connection to the server was lost")) continue;
        text.textContent = LOST;
        text.closest(".toast-body").querySelector(".toast-title").textContent = "エラー";
      }
    }
  }).observe(document.body, { childList: true, subtree: true });

  // A button that asks goes away while the answer is looked for, and the keyboard's focus with it:
  // it goes back to the button if that is there again, else to what came of it.
  let pressed = null;
  document.addEventListener(
    "click",
    (event) => {
      const asking = "#chips button, #examples button, #new, [data-press]";
      if (event.isTrusted) pressed = event.target.closest(asking);
    },
    true,
  );
  const giveFocusBack = () => {
    const come = document.querySelector(".m-turns[data-asked] #latest-turn, .m-greeting");
    if (!pressed || !come || document.activeElement !== document.body) return;
    const again = pressed.id && document.getElementById(pressed.id);
    if (!again) come.tabIndex = -1;
    (again || come).focus({ preventScroll: true });
    pressed = null;
  };

  // What is being typed stays when the page is loaded again: by hand, or since the server is back.
  const KEPT = "madoguchi-typed";
  const questionBox = () => document.querySelector("#question textarea");
  addEventListener("pagehide", () => {
    const typed = questionBox()?.value;
    if (typed) sessionStorage.setItem(KEPT, typed);
    else sessionStorage.removeItem(KEPT);
  });
  const giveTypedBack = () => {
    const box = questionBox();
    const typed = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (!typed || box.value) return;
    box.value = typed;
    box.dispatchEvent(new Event("input", { bubbles: true })); // Gradio keeps a value of its own
  };

  // ✕ and ↩ are read out as the names of signs: say what pressing does.
  const nameChips = () => {
    for (const chip of document.querySelectorAll("#chips button")) {
      const label = chip.textContent.trim();
      const does = label.endsWith("✕")
        ? "押すと、これを外して探し直します"
        : "押すと、元の読み取りに戻して探し直します";
      chip.title = does;
      chip.setAttribute("aria-label", `${label.slice(0, -2)}（${does}）`);
    }
  };

  // Gradio builds its elements late: wait for each, then name it for screen readers.
  const name = () => {
    const talk = document.getElementById("conversation");
    const boxes = document.querySelectorAll("#filters input");
    if (!talk || !boxes.length || !questionBox()) return false;
    talk.setAttribute("role", "log");
    talk.setAttribute("aria-live", "polite");
    talk.setAttribute("aria-label", "ご質問と回答");
    document.getElementById("hint")?.setAttribute("aria-live", "assertive");
    questionBox().setAttribute("aria-label", "ご質問");
    giveTypedBack();
    boxes.forEach((box) => box.setAttribute("placeholder", "すべて"));
    const chips = document.getElementById("chips");
    const changes = { childList: true, subtree: true, characterData: true };
    new MutationObserver(nameChips).observe(chips, changes);
    let settled; // the parts of the page change one after the other
    let talked = false; // an address may hold a question that is still to be asked
    new MutationObserver(() => {
      clearTimeout(settled);
      settled = setTimeout(giveFocusBack, 150);
      const turn = document.getElementById("latest-turn");
      const asked = talk.querySelector(".m-turns")?.dataset.asked;
      if (asked !== undefined) nameTalk(asked);
      else if (!turn && talked) nameTalk("");
      talked ||= Boolean(turn);
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
