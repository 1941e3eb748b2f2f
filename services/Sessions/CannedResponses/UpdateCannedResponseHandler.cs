using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Settings;

namespace Chat.Sessions.CannedResponses;

/// <summary>Changes some fields of a canned response, if nobody else did meanwhile.</summary>
internal sealed class UpdateCannedResponseHandler(
    CannedResponseStore store,
    CannedResponseWrites writes,
    TimeProvider time
)
{
    /// <param name="principal">Who changes it.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">From what is there to what shall be.</param>
    /// <param name="expected">The version it was made from; null: any.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<Result<CannedResponse>> HandleAsync(
        Principal principal,
        Guid id,
        Func<CannedText, CannedText> change,
        ExpectedVersion? expected,
        CancellationToken cancellationToken
    ) => AnyVersion.ChangeAsync(expected, () => TryAsync(principal, id, change, expected, cancellationToken));

    private async Task<Result<CannedResponse>> TryAsync(
        Principal principal,
        Guid id,
        Func<CannedText, CannedText> change,
        ExpectedVersion? expected,
        CancellationToken cancellationToken
    )
    {
        if (await store.FindAsync(principal.TenantId, id, cancellationToken) is not { } before)
        {
            return new CannedResponseNotFound();
        }

        if (expected?.Allows(before.Version) is false)
        {
            return new VersionMismatch();
        }

        var text = change(before.Text);
        if (CannedTextValidator.Validate(text) is { } invalid)
        {
            return invalid;
        }

        return text == before.Text
            ? before
            : await writes.UpdateAsync(
                principal.TenantId,
                before with
                {
                    Text = text,
                    UpdatedAt = time.GetUtcNow().UtcDateTime,
                },
                cancellationToken
            );
    }
}
