import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { knownAt, type KnownService } from "../../recipe/known";
import { language, texts } from "../../texts";
import type { Server } from "../server";
import { addressIn, workingTab } from "../tab";

interface ServiceStepProps {
  server: Server;
  name: string;
  known: KnownService | null;
  onChange: (service: { name: string; known: KnownService | null }) => void;
}

/** Which service is recorded: one whose pages the catalogue knows, told by the tab's address, or any other by its name. */
export function ServiceStep({ server, name, known, onChange }: ServiceStepProps) {
  const { record } = texts;
  const [waiting, setWaiting] = useState<KnownService[]>([]);
  const choose = (service: KnownService | undefined) =>
    onChange(service === undefined ? { name, known: null } : { name: service.name[language], known: service });

  useEffect(() => {
    let isGone = false;
    const begin = async () => {
      const services = await server.servicesToRecord();
      // The page of the tab tells its address only where the extension was opened on it.
      const address = await workingTab()
        .then(addressIn)
        .catch(() => "");
      if (isGone) return;
      setWaiting(services);
      const open = knownAt(services, address);
      if (open !== undefined && name === "") onChange({ name: open.name[language], known: open });
    };
    // Without the catalogue a service is recorded by its name.
    begin().catch(() => undefined);
    return () => {
      isGone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- looked up once, when the step is first shown
  }, [server]);

  return (
    <Stack>
      {waiting.length > 0 && (
        <NativeSelect
          label={record.knownService}
          description={record.knownServiceHint}
          data={[
            { value: "", label: record.otherService },
            ...waiting.map(({ slug, name: { [language]: label } }) => ({ value: slug, label })),
          ]}
          value={known?.slug ?? ""}
          onChange={({ currentTarget: { value } }) => choose(waiting.find(({ slug }) => slug === value))}
        />
      )}
      <TextInput
        label={record.name}
        description={record.nameHint}
        required
        value={name}
        onChange={(event) => onChange({ name: event.currentTarget.value, known })}
      />
    </Stack>
  );
}
