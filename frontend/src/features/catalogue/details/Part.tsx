import { Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A titled part of what is known about a service. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="sm" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}
