import { Select } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCan, useOrganizationId } from "@/app/session";
import { fetchUsers, usersKey } from "@/features/access/users/queries";

interface UserPickerProps {
  label?: string;
  "aria-label"?: string;
  description?: string;
  placeholder?: string;
  size?: string;
  value: number | null;
  onChange: (userId: number | null) => void;
}

/** Chooses a user of Daicho who can be asked for something. */
export function UserPicker({ value, onChange, ...rest }: UserPickerProps) {
  const mayAsk = useCan("users:read");
  const { data: users = [] } = useQuery({ ...activeUsersQuery(useOrganizationId()), enabled: mayAsk });
  return (
    <Select
      {...rest}
      clearable
      searchable
      data={users.map(({ id, name, email }) => ({ value: String(id), label: name === "" ? email : name }))}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}

function activeUsersQuery(organizationId: number) {
  return queryOptions({
    queryKey: [...usersKey(organizationId), "choices"],
    queryFn: async ({ signal }) => {
      const request = { query: "", sort: null, filters: {}, cursor: null, limit: 100, signal };
      const { items } = await fetchUsers(organizationId, request);
      return items.filter(({ status }) => status === "active");
    },
  });
}
