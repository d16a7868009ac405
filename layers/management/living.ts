/** What AWS has before the program registers anything, read once. */
export {
    readLiving,
    type Living,
    type LivingAccount,
    type LivingOrganization,
    type LivingPolicy,
} from "../../aws/living";
