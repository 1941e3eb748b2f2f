using System.Globalization;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Conversations;

/// <summary>A conversation's revision as ETag.</summary>
internal static class ConversationTag
{
    /// <summary>The revision If-Match asks for; null: any will do.</summary>
    public static Result<long?> Parse(string? ifMatch)
    {
        if (string.IsNullOrEmpty(ifMatch) || ifMatch == "*")
        {
            return (long?)null;
        }

        return
            ifMatch.Length > 2
            && ifMatch.StartsWith('"')
            && ifMatch.EndsWith('"')
            && long.TryParse(ifMatch.AsSpan(1..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? (long?)revision
            : Invalid.Field("/If-Match", "format", "Must be the ETag of an answer.");
    }

    /// <summary>The conversation with its ETag, as the caller may see it.</summary>
    public static IResult Answer(
        HttpContext context,
        Result<ConversationState> found,
        int status = StatusCodes.Status200OK
    )
    {
        if (!found.IsSuccess)
        {
            return found.Error.ToHttpResult();
        }

        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{found.Value.Revision}\"");
        return TypedResults.Json(
            ConversationAnswer.From(found.Value, IsCustomer(context.GetPrincipal())),
            statusCode: status
        );
    }

    /// <summary>Sees conversations as their owner.</summary>
    public static bool IsCustomer(Principal principal) => principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;
}
