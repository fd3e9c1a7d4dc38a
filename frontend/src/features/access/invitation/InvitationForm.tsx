import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { hasLength, isNotEmpty, useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { client, read } from "@/api/client";
import { fieldErrors } from "@/api/errors";
import { beginSession } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useTexts } from "@/texts";
import { shortestPassword } from "../password";

interface InvitationFormProps {
  token: string;
  email: string;
}

export function InvitationForm({ token, email }: InvitationFormProps) {
  const { fields, invitation } = useTexts().access;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: "", password: "" },
    validate: {
      name: isNotEmpty(fields.required),
      password: hasLength({ min: shortestPassword }, fields.passwordTooShort),
    },
  });
  const join = useMutation({
    mutationFn: (body: typeof form.values) =>
      read(client.POST("/api/v1/invitations/{token}", { params: { path: { token } }, body })),
    onSuccess: async (session) => {
      beginSession(queryClient, session);
      await navigate({ to: "/" });
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  });

  return (
    <form onSubmit={form.onSubmit((values) => join.mutate(values))} noValidate>
      <Stack>
        <FormError error={join.error} />
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <TextInput label={fields.name} autoComplete="name" required data-autofocus {...form.getInputProps("name")} />
        <PasswordInput
          label={fields.password}
          description={fields.passwordHint}
          autoComplete="new-password"
          required
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={join.isPending}>
          {invitation.submit}
        </Button>
      </Stack>
    </form>
  );
}
