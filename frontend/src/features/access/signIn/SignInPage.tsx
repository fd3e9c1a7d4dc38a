import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { client, read } from "@/api/client";
import { beginSession } from "@/app/session";
import { FormError } from "@/components/FormError";
import { useTexts } from "@/texts";
import { Entrance } from "../Entrance";

export function SignInPage() {
  const { access } = useTexts();
  const { from } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useForm({ initialValues: { email: "", password: "" } });

  const signIn = useMutation({
    mutationFn: (body: typeof form.values) => read(client.POST("/api/v1/session", { body })),
    onSuccess: (session) => {
      beginSession(queryClient, session);
      router.history.push(isOwnPath(from) ? from : "/");
    },
  });

  return (
    <Entrance title={access.signIn.title}>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack>
          <FormError error={signIn.error} />
          <TextInput
            type="email"
            label={access.fields.email}
            autoComplete="username"
            required
            data-autofocus
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={access.fields.password}
            autoComplete="current-password"
            required
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={signIn.isPending}>
            {access.signIn.submit}
          </Button>
          <Text size="xs" c="dimmed">
            {access.signIn.forgotten}
          </Text>
        </Stack>
      </form>
    </Entrance>
  );
}

/** Only a path of our own is followed after sign-in: `//elsewhere` would leave the site. */
function isOwnPath(path: string | undefined): path is string {
  return path !== undefined && path.startsWith("/") && !path.startsWith("//") && !path.startsWith("/\\");
}
