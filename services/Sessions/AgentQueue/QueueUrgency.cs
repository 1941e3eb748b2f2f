using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.AgentQueue;

/// <summary>How urgent the customer's category makes a conversation; 1 low to 4 urgent, as priorities.</summary>
internal static class QueueUrgency
{
    /// <summary>
    /// The category that counts, of the table conversations: the conversation's own, else that of the customer its owner is
    /// proven to be. Who only names a customer's address does not get ahead by it.
    /// </summary>
    public const string Category = """
        coalesce(conversations.user_category, (
            select c.user_category
            from customer_identities i join customers c on c.tenant_id = i.tenant_id and c.id = i.customer_id
            where i.tenant_id = conversations.tenant_id and i.kind = conversations.owner_kind
              and i.subject = conversations.owner_id and i.proven))
        """;

    public static short Of(QueuePriority priority) => (short)(1 + (int)priority);
}
