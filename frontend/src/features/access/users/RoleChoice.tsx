import { Radio, Stack } from "@mantine/core";
import type { RoleName } from "@/api/types";
import { useTexts } from "@/texts";

const roleNames: readonly RoleName[] = ["admin", "member", "essential"];

interface RoleChoiceProps {
  value: RoleName;
  onChange: (role: RoleName) => void;
  disabled?: boolean;
}

/** The roles with what each may do. */
export function RoleChoice({ value, onChange, disabled = false }: RoleChoiceProps) {
  const { users, roles, roleExplanations } = useTexts().access;
  return (
    <Radio.Group label={users.role} value={value} onChange={(role) => onChange(role)}>
      <Stack gap="xs" mt={6}>
        {roleNames.map((role) => (
          <Radio key={role} value={role} disabled={disabled} label={roles[role]} description={roleExplanations[role]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
