// Tells the page around the frame how high this one would like to be. Nothing else is ever sent.

(function (Z) {
  let given = window.innerHeight; // what the frame was given for the map
  let told = 0;

  // Before the list takes over: the map gets back what it has now.
  Z.keepHeight = () => { given = window.innerHeight; };

  Z.tellHeight = function () {
    const now = Z.view === "list" ? Math.max(given, Math.ceil(document.body.scrollHeight)) : given;
    if (window.parent === window || now === told || !now) return;
    told = now;
    window.parent.postMessage({ type: "zonemap:height", height: now }, "*");
  };
})(Zonemap);
