using Npgsql;

namespace Chat.Sessions.Conversations;

/// <summary>A conversation nobody else can change until the transaction ends.</summary>
/// <param name="TenantId">Whose it is; the transaction works for this tenant.</param>
/// <param name="State">Its row.</param>
/// <param name="Now">The time of the change, by the database's clock; never before the last one.</param>
/// <param name="Transaction">For further questions that must be answered under the lock. Ask few and short ones.</param>
internal sealed record LockedConversation(
    Guid TenantId,
    ConversationState State,
    DateTime Now,
    NpgsqlTransaction Transaction
);
