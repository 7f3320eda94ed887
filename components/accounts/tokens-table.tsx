import type { ReactNode } from "react";
import { RevokeButton } from "@/components/accounts/revoke-button";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { TokenView } from "#contract/accounts";

export interface TokensTableProps {
  caption: string;
  tokens: readonly TokenView[];
  now: string;
  zone: string;
  hasPeople?: boolean;
  mayRevoke: boolean;
  footer?: ReactNode;
}

const none = <EmptyState kind="none" title="No tokens yet">A token lets a program read or change what you choose, on your behalf.</EmptyState>;

export function TokensTable({ caption, tokens, now, zone, hasPeople = false, mayRevoke, footer }: TokensTableProps) {
  const revoke = (token: TokenView) => (token.state === "revoked" ? null : <RevokeButton kind="token" id={token.id} name={token.name} />);
  const columns: Column<TokenView>[] = [
    { id: "name", header: "Name", cell: (token) => token.name, isPrimary: true },
    ...(hasPeople ? [{ id: "person", header: "Owner", cell: (token: TokenView) => token.userName }] : []),
    { id: "prefix", header: "Begins with", cell: (token) => <span className="font-mono text-xs">{token.prefix}…</span> },
    { id: "permissions", header: "May", cell: (token) => <span className="text-fg-2">{token.permissions.join(", ")}</span>, className: "max-w-96" },
    { id: "state", header: "Status", cell: (token) => <StatusBadge status={token.state} /> },
    { id: "used", header: "Last used", cell: (token) => <Timestamp iso={token.lastUsedAt} now={now} zone={zone} /> },
    { id: "expires", header: "Expires", cell: (token) => <Timestamp iso={token.expiresAt} now={now} zone={zone} /> },
    ...(mayRevoke ? [{ id: "actions", header: "Actions", isHeaderHidden: true, align: "end" as const, cell: revoke }] : []),
  ];
  return <DataTable caption={caption} columns={columns} rows={tokens} rowKey={(token) => token.id} footer={footer} empty={none} />;
}
