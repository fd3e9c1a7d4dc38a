import type { ReactNode } from "react";

/** Says that something was done. The toasts are loaded with the first one. */
export async function notify(message: ReactNode): Promise<void> {
  const { notifications } = await import("@mantine/notifications");
  notifications.show({ message, autoClose: 5000 });
}

/** Says that something was refused; stays until it is read. */
export async function notifyError(title: string, message: ReactNode): Promise<void> {
  const { notifications } = await import("@mantine/notifications");
  notifications.show({ title, message, color: "red", autoClose: false });
}
