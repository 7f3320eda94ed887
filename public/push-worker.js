/* The service worker of the installed portal: shows what is pushed, and opens the page that it is about. It keeps nothing and stands in no request's way. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const read = (event) => {
  try {
    return event.data.json();
  } catch {
    return { title: "Quarterdeck", body: "Something has to be looked at.", path: "/alerts", tag: "unreadable", isUrgent: true };
  }
};

self.addEventListener("push", (event) => {
  const { title, body, path, tag, isUrgent } = read(event);
  event.waitUntil(self.registration.showNotification(title, { body, tag, renotify: true, requireInteraction: isUrgent === true, icon: "/icons/192.png", badge: "/icons/192.png", data: { path } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = typeof event.notification.data?.path === "string" && event.notification.data.path.startsWith("/alerts") ? event.notification.data.path : "/alerts";
  const show = async () => {
    const [open] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (!open) return self.clients.openWindow(path);
    await open.focus();
    return open.navigate(path).catch(() => self.clients.openWindow(path));
  };
  event.waitUntil(show());
});
