import type { Portal } from "../../../provision/portal.d.ts"

declare const portal: Portal
export default portal
