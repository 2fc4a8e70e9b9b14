// The reading room without this script is whole; with it, it says when there is news, and
// the keys j and k walk through a list that has the focus.
"use strict";

(() => {
  const news = document.getElementById("news");
  if (news && news.dataset.last && !location.search.includes("before=") && "EventSource" in window) {
    const kinds = ["article", "revision", "gone", "back"];
    let stream = null;
    let last = news.dataset.last;
    let count = 0;
    const notice = document.createElement("p");
    notice.className = "fresh";
    notice.setAttribute("role", "status");
    news.prepend(notice);
    const arrived = (event) => {
      last = event.lastEventId;
      count += 1;
      const link = document.createElement("a");
      link.href = "/";
      link.textContent = news.dataset.words + " (" + count + ")";
      notice.replaceChildren(link);
    };
    // Only what somebody looks at keeps a connection: a browser has but six for all its tabs.
    const listen = () => {
      if (document.hidden || stream) return;
      stream = new EventSource(
        "/api/v1/events/stream?after=" + last + kinds.map((kind) => "&event=" + kind).join(""));
      stream.addEventListener("message", arrived);
    };
    const rest = () => {
      if (stream) stream.close();
      stream = null;
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
    addEventListener("pagehide", rest);
    addEventListener("pageshow", listen);
    listen();
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest(".events")) return;
    if (event.key === "j" || event.key === "k") {
      const titles = [...document.querySelectorAll(".events .title")];
      const place = titles.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
      if (titles[place]) titles[place].focus();
    }
  });
})();
