import { handleAuth } from "@/server/accounts/auth-handler";

export { handleAuth as GET, handleAuth as POST };
