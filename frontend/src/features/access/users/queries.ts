import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, read } from "@/api/client";
import { queryKey } from "@/api/keys";
import type { RoleName, User } from "@/api/types";
import { useOrganizationId } from "@/app/session";
import type { ListPage, PageRequest } from "@/components/DataList";

export function usersKey(organizationId: number) {
  return queryKey("access", organizationId, "users");
}

const sortFields = ["name", "email", "role", "status"] as const;

/** Users come in numbered pages; the number of the next page serves as the list's cursor. */
export async function fetchUsers(organizationId: number, request: PageRequest): Promise<ListPage<User>> {
  const { query, sort, cursor, limit, signal } = request;
  const page = Number(cursor ?? 1);
  const { meta, items } = await read(
    client.GET("/api/v1/organizations/{organizationId}/users", {
      params: {
        path: { organizationId },
        query: {
          page,
          limit,
          query: query === "" ? undefined : query,
          sortField: sortFields.find((field) => field === sort?.key),
          order: sort === null ? undefined : sort.descending ? "DESC" : "ASC",
        },
      },
      signal,
    }),
  );
  const isLast = page * meta.itemsPerPage >= meta.totalCount;
  return { items, nextCursor: isLast ? null : String(page + 1), totalCount: meta.totalCount };
}

interface UserChange {
  role?: RoleName;
  status?: "active" | "suspended";
}

export function useUserChanges() {
  const organizationId = useOrganizationId();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: usersKey(organizationId) });
  const path = (userId: number) => ({ params: { path: { organizationId, userId } } });

  const change = useMutation({
    mutationFn: ({ user, ...body }: UserChange & { user: User }) =>
      read(client.PATCH("/api/v1/organizations/{organizationId}/users/{userId}", { ...path(user.id), body })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (user: User) =>
      read(client.DELETE("/api/v1/organizations/{organizationId}/users/{userId}", path(user.id))),
    onSuccess,
  });
  const invite = useMutation({
    mutationFn: (body: { email: string; name: string; role: RoleName }) =>
      read(client.POST("/api/v1/organizations/{organizationId}/users", { params: { path: { organizationId } }, body })),
    onSuccess,
  });
  return { change, remove, invite };
}
