import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { channelsQuery } from "./queries";
import type { ChannelKind } from "./types";

interface ChannelSelectProps {
  label: string;
  /** Those that can carry what is to be sent. */
  kinds: readonly ChannelKind[];
  value: number | null;
  onChange: (channelId: number | null) => void;
}

/** Chooses one of the organization's notification channels. */
export function ChannelSelect({ label, kinds, value, onChange }: ChannelSelectProps) {
  const { data: channels = [] } = useQuery(channelsQuery(useOrganizationId()));
  const able = channels.filter(({ kind }) => kinds.includes(kind));
  return (
    <Select
      label={label}
      required
      allowDeselect={false}
      data={able.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
