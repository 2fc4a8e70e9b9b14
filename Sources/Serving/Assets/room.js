// The reading room without this script is whole; with it, it says when there is news, and
// the keys j and k walk through a list.
"use strict";

(() => {
  const news = document.getElementById("news");
  if (news && news.dataset.last && !location.search.includes("before=") && "EventSource" in window) {
    const kinds = ["article", "revision", "gone", "back"];
    const stream = new EventSource(
      "/api/v1/events/stream?after=" + news.dataset.last + kinds.map((kind) => "&event=" + kind).join(""));
    let count = 0;
    const notice = document.createElement("p");
    notice.className = "fresh";
    notice.setAttribute("role", "status");
    news.prepend(notice);
    const arrived = () => {
      count += 1;
      const link = document.createElement("a");
      link.href = "/";
      link.textContent = news.dataset.words + " (" + count + ")";
      notice.replaceChildren(link);
    };
    stream.addEventListener("message", arrived);
    addEventListener("pagehide", () => stream.close());
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j" || event.key === "k") {
      const titles = [...document.querySelectorAll(".events .title")];
      const place = titles.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
      if (titles[place]) titles[place].focus();
    }
  });
})();
