using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Messages;

/// <summary>The answer of whatever changes a message: the message with its marks.</summary>
internal static class MarkedMessage
{
    public static async Task<IResult> AnswerAsync(
        this MessageMarks marks,
        HttpContext context,
        Result<StoredMessage> changed,
        CancellationToken cancellationToken
    ) =>
        changed.IsSuccess
            ? TypedResults.Ok(
                MessageAnswer.From(await marks.AddAsync(context.GetPrincipal(), changed.Value, cancellationToken))
            )
            : changed.Error.ToHttpResult();
}
