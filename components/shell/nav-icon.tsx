import {
  Activity, Bell, BookOpen, Box, Building2, CalendarDays, CircleCheckBig, CircleUser, FileText, Gauge, GitBranch, HeartPulse, House, Inbox, KeyRound,
  Mail, MessageSquareText, NotebookPen, RefreshCw, Rocket, ScrollText, Search, Settings, Shield, Siren, Target, Timer, Upload, UserCog, UserRound,
  UsersRound, Waypoints, type LucideIcon,
} from "lucide-react";

const ICONS = {
  home: House, ask: MessageSquareText, inbox: Mail, slos: Gauge, monitors: Activity, alerts: Bell, incidents: Siren, calendar: CalendarDays,
  changes: GitBranch, tickets: Inbox, customers: Building2, runbooks: BookOpen, documents: FileText, services: Box, teams: UsersRound, goals: Target,
  decisions: NotebookPen, promises: CircleCheckBig, users: UserRound, roles: Shield, sessions: UserCog, tokens: KeyRound, audit: ScrollText,
  imports: Upload, health: HeartPulse, settings: Settings, account: CircleUser, dependencies: Waypoints, search: Search, sla: Timer,
  deployments: Rocket, updates: RefreshCw,
} as const satisfies Record<string, LucideIcon>;

/** Names, because an icon component cannot travel from server to browser as data. */
export type NavIconName = keyof typeof ICONS;

export interface NavIconProps {
  name: NavIconName;
  className?: string;
}

export function NavIcon({ name, className }: NavIconProps) {
  const Icon = ICONS[name];
  return <Icon aria-hidden className={className} />;
}
