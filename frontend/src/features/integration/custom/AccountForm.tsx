import { Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { useState } from "react";
import { fieldErrors } from "@/api/errors";
import { FormError } from "@/components/FormError";
import { useNotify } from "@/components/useNotify";
import { useTexts } from "@/texts";
import { refusedFields, toCustomAccount } from "./customAccount";
import { useSaveCustomAccount } from "./queries";

const belowInput: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
const blank = { email: "", displayName: "", userName: "", roles: "", licenses: "", twoFa: false };

/** One account at a time; after each, the form is ready for the next. */
export function AccountForm({ workspaceId }: { workspaceId: number }) {
  const { custom } = useTexts().integration;
  const { done } = useNotify();
  const save = useSaveCustomAccount(workspaceId);
  const [added, setAdded] = useState(0);
  const form = useForm({ initialValues: blank, validate: { email: isEmail(custom.emailInvalid) } });

  const submit = (entered: typeof blank) =>
    save.mutate(toCustomAccount(entered), {
      onSuccess: () => {
        done(custom.added(entered.displayName || entered.email));
        setAdded((count) => count + 1);
        form.reset();
        form.getInputNode("email")?.focus();
      },
      onError: (error) => form.setErrors(refusedFields(fieldErrors(error))),
    });

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <FormError error={save.error} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput type="email" label={custom.email} required {...form.getInputProps("email")} />
          <TextInput label={custom.displayName} {...form.getInputProps("displayName")} />
          <TextInput label={custom.userName} {...form.getInputProps("userName")} />
          <TextInput
            label={custom.roles}
            description={custom.severalHint}
            inputWrapperOrder={belowInput}
            {...form.getInputProps("roles")}
          />
          <TextInput
            label={custom.licenses}
            description={custom.severalHint}
            inputWrapperOrder={belowInput}
            {...form.getInputProps("licenses")}
          />
          <Checkbox
            label={custom.twoFactor}
            mt={{ base: 0, xs: 30 }}
            {...form.getInputProps("twoFa", { type: "checkbox" })}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" variant="light" loading={save.isPending}>
            {custom.addAccount}
          </Button>
          {added > 0 && (
            <Text size="sm" c="dimmed" aria-live="polite">
              {custom.addedCount(added)}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  );
}
