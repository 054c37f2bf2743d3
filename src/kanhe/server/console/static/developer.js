// A developer's pages with a script: files that are dropped, an upload that shows how far it is, an inspection as it happens.
(() => {
  "use strict";
  const chinese = document.documentElement.lang.startsWith("zh");
  const form = document.querySelector("form[data-upload]");
  if (form) {
    const zone = form.querySelector("[data-drop]");
    const input = zone.querySelector("input[type=file]");
    const picked = zone.querySelector("[data-picked]");
    const sending = form.querySelector("[data-progress]");
    const bar = sending.querySelector("progress");
    const said = sending.querySelector("[data-said]");
    const error = form.querySelector("[data-error]");
    const button = form.querySelector("button");
    const key = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now();
    const size = (bytes) => bytes >= 1 << 20 ? `${(bytes / (1 << 20)).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`;
    const show = () => { const file = input.files[0]; picked.textContent = file ? `${file.name} · ${size(file.size)}` : ""; };
    const fail = (text) => { error.textContent = text; error.hidden = false; sending.hidden = true; button.disabled = false; };
    input.addEventListener("change", show);
    ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); }));
    ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("over")));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      error.hidden = true;
      if (input.files[0] && input.files[0].size > form.dataset.most * (1 << 20)) return fail(form.dataset.large);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("Idempotency-Key", key);
      request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
      request.responseType = "json";
      request.upload.addEventListener("progress", (now) => {
        if (!now.lengthComputable) return;
        bar.value = now.loaded / now.total;
        said.textContent = now.loaded < now.total ? `${form.dataset.sending} ${Math.floor(bar.value * 100)} % · ${size(now.loaded)} / ${size(now.total)}` : form.dataset.reading;
      });
      request.addEventListener("load", () => {
        const answer = request.response || {};
        if (request.status === 201 && answer.href && answer.href.startsWith("/")) return location.assign(answer.href);
        const words = answer.error || {};
        fail((chinese ? words.zh : words.en) || form.dataset.failed);
      });
      request.addEventListener("error", () => fail(form.dataset.failed));
      button.disabled = true;
      bar.value = 0;
      said.textContent = form.dataset.sending;
      sending.hidden = false;
      request.send(new FormData(form));
    });
  }

  const follow = document.querySelector("[data-follow]");
  if (follow && window.EventSource) {
    const headline = follow.querySelector("[data-headline]");
    const told = headline.textContent;
    const events = new EventSource(follow.dataset.follow);
    const clock = (at) => new Date(at).toLocaleTimeString(chinese ? "zh-CN" : "en-GB", { timeZone: "Asia/Shanghai" });
    const inspecting = chinese ? "检测中" : "Being inspected";
    events.addEventListener("queue", (event) => {
      const { position } = JSON.parse(event.data);
      headline.textContent = position ? `${follow.dataset.waiting} ${position}` : inspecting;
    });
    const badge = document.querySelector("[data-state] .badge");
    events.addEventListener("started", () => {
      if (badge) badge.textContent = inspecting;
      headline.textContent = inspecting;
      follow.querySelectorAll("[data-stage]").forEach((item) => { item.classList.remove("reached"); item.querySelector("time")?.remove(); });
    });
    events.addEventListener("stage", (event) => {
      const { stage, at } = JSON.parse(event.data);
      const item = follow.querySelector(`[data-stage="${CSS.escape(stage)}"]`);
      if (!item) return;
      item.classList.add("reached");
      const time = item.querySelector("time") || item.appendChild(document.createElement("time"));
      time.dateTime = at;
      time.textContent = clock(at);
    });
    events.addEventListener("end", (event) => {
      events.close();
      const { inspection } = JSON.parse(event.data);
      if (inspection) location.assign(`/developer/inspections/${encodeURIComponent(inspection)}`);
      else location.reload();
    });
    events.addEventListener("error", () => { if (events.readyState !== EventSource.CLOSED) headline.textContent = follow.dataset.lost; });
    events.addEventListener("open", () => { if (headline.textContent === follow.dataset.lost) headline.textContent = told; });
  }
})();
