using System.Security.Cryptography;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Chat.Sessions.Visitors;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Makes an offline message durable, together with the event that tells of it.</summary>
internal sealed class LeaveOfflineMessageHandler(
    OfflineMessageStore store,
    CustomerGate gate,
    IdentityStore identities,
    IOutboxSignal outbox,
    TimeProvider time
)
{
    public async Task<Result<OfflineMessage>> HandleAsync(
        LeaveOfflineMessage request,
        CancellationToken cancellationToken
    )
    {
        if (OfflineMessageValidator.Validate(request) is { } invalid)
        {
            return invalid;
        }

        var tenantId = request.Principal.TenantId;
        var message = Create(request);
        var hash = HashOf(message);
        if (await RefuseAsync(request.Principal, cancellationToken) is { } refusal)
        {
            // What was taken before is answered again, whatever became of the widget or the customer meanwhile.
            return await store.FindAsync(tenantId, request.IdempotencyKey, cancellationToken) is { } before
                ? Repeated(before, hash)
                : refusal;
        }

        var stored = await store.AddAsync(tenantId, message, request.IdempotencyKey, hash, cancellationToken);
        if (stored.Message.Id == message.Id)
        {
            outbox.Notify();
            return message;
        }

        return Repeated(stored, hash);
    }

    private async Task<Error?> RefuseAsync(Principal principal, CancellationToken cancellationToken) =>
        await gate.RefuseOfflineAsync(principal.TenantId, cancellationToken)
        ?? (await identities.IsBlockedAsync(principal, cancellationToken) ? new CustomerBlocked() : null);

    private static Result<OfflineMessage> Repeated(StoredOfflineMessage stored, byte[] hash) =>
        stored.RequestHash.AsSpan().SequenceEqual(hash) ? stored.Message : new IdempotencyKeyReused();

    private OfflineMessage Create(LeaveOfflineMessage request)
    {
        var now = time.GetUtcNow().UtcDateTime;
        AuthorKind? kind = request.Principal.Kind switch
        {
            PrincipalKind.Visitor => AuthorKind.Visitor,
            PrincipalKind.User => AuthorKind.User,
            _ => null,
        };
        return new OfflineMessage
        {
            Id = Ids.New(),
            SenderKind = kind,
            SenderId = kind is null ? null : request.Principal.Subject,
            Details = request.Details,
            LeftAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
        };
    }

    // With the sender: somebody else's key is another one.
    private static byte[] HashOf(OfflineMessage message) =>
        SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    message.SenderKind,
                    message.SenderId,
                    message.Details.Name,
                    message.Details.Email,
                    message.Details.Phone,
                    message.Details.Subject,
                    message.Details.Text,
                    message.Details.PageUrl,
                    Fields = message.Details.Fields.OrderBy(field => field.Key, StringComparer.Ordinal),
                }
            )
        );
}

/// <summary>A message somebody leaves.</summary>
internal sealed record LeaveOfflineMessage
{
    public required Principal Principal { get; init; }
    public required OfflineMessageDetails Details { get; init; }
    public required string? IdempotencyKey { get; init; }
}
