import { Button, Fieldset, PasswordInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { hasLength, isEmail, isNotEmpty, useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { client, read } from "@/api/client";
import { fieldErrors } from "@/api/errors";
import { beginSession } from "@/app/session";
import { FormError } from "@/components/FormError";
import { TimeZoneSelect } from "@/components/TimeZoneSelect";
import { isDomain } from "@/components/isDomain";
import { useLanguage } from "@/texts";
import { languages } from "@/texts/language";
import { shortestPassword } from "../password";

export function SetupForm({ token }: { token: string }) {
  const { language, texts } = useLanguage();
  const { setup, fields } = texts.access;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: {
      organization: {
        name: "",
        primaryDomain: "",
        systemLanguage: language,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      admin: { name: "", email: "", password: "" },
    },
    validate: {
      organization: { name: isNotEmpty(fields.required), primaryDomain: isDomain(setup.invalidDomain) },
      admin: {
        name: isNotEmpty(fields.required),
        email: isEmail(fields.invalidEmail),
        password: hasLength({ min: shortestPassword }, fields.passwordTooShort),
      },
    },
  });

  const create = useMutation({
    mutationFn: (values: typeof form.values) => read(client.POST("/api/v1/setup", { body: { token, ...values } })),
    onSuccess: async (session) => {
      beginSession(queryClient, session);
      await navigate({ to: "/" });
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });

  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack>
        <FormError error={create.error} />
        <Fieldset legend={setup.organization}>
          <Stack gap="sm">
            <TextInput label={setup.organizationName} required {...form.getInputProps("organization.name")} />
            <TextInput
              label={setup.primaryDomain}
              description={setup.primaryDomainHint}
              placeholder="example.com"
              required
              {...form.getInputProps("organization.primaryDomain")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <Select
                label={setup.language}
                allowDeselect={false}
                data={languages.map((value) => ({ value, label: texts.common.languages[value] }))}
                {...form.getInputProps("organization.systemLanguage")}
              />
              <TimeZoneSelect label={setup.timeZone} {...form.getInputProps("organization.timeZone")} />
            </SimpleGrid>
          </Stack>
        </Fieldset>
        <Fieldset legend={setup.admin}>
          <Stack gap="sm">
            <TextInput label={fields.name} autoComplete="name" required {...form.getInputProps("admin.name")} />
            <TextInput
              type="email"
              label={fields.email}
              autoComplete="username"
              required
              {...form.getInputProps("admin.email")}
            />
            <PasswordInput
              label={fields.password}
              description={fields.passwordHint}
              autoComplete="new-password"
              required
              {...form.getInputProps("admin.password")}
            />
          </Stack>
        </Fieldset>
        <Button type="submit" loading={create.isPending}>
          {setup.submit}
        </Button>
      </Stack>
    </form>
  );
}
