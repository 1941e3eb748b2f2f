using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Keys;

namespace Chat.Sessions.CannedResponses;

/// <summary>Makes a canned response.</summary>
internal sealed class CreateCannedResponseHandler(CannedResponseWrites writes, TimeProvider time)
{
    public async Task<Result<CannedResponse>> HandleAsync(
        Principal principal,
        CannedText text,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        if (CannedTextValidator.Validate(text) is { } invalid)
        {
            return invalid;
        }

        if (idempotencyKey is { Length: < 1 or > CreateKeyValidator.MaxIdempotencyKey })
        {
            return CreateKeyValidator.IdempotencyKeyTooLong;
        }

        var now = time.GetUtcNow().UtcDateTime;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var response = new CannedResponse
        {
            Id = Ids.New(),
            Text = text,
            Version = 1,
            CreatedAt = now,
            UpdatedAt = now,
            CreatedBy = principal.Subject,
        };
        return await writes.AddAsync(principal.TenantId, response, idempotencyKey, cancellationToken);
    }
}
