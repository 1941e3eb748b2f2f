using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Whose name a message stands in: the sender's own; for a secret key the one it says, or the system's.</summary>
internal static class SendAuthor
{
    private const int MaxAuthorId = 128;
    private const int MaxDisplayName = 200;

    /// <summary>The field <c>author</c>.</summary>
    public static Author? Read(JsonFields fields)
    {
        if (fields.Object("author") is not { } author)
        {
            return null;
        }
        return new Author
        {
            Kind = author.RequiredOneOf("kind", "user", "agent", "system") switch
            {
                "user" => AuthorKind.User,
                "agent" => AuthorKind.Agent,
                _ => AuthorKind.System,
            },
            Id = author.Text("id", 0, MaxAuthorId) ?? "",
            DisplayName = author.Text("displayName", 0, MaxDisplayName) ?? "",
        };
    }

    /// <summary>The author, or why there is none.</summary>
    public static Result<Author> Of(Principal sender, SendFrame frame)
    {
        if (sender.Kind == PrincipalKind.SecretKey)
        {
            return (frame.ConversationId ?? frame.ExternalId) is null
                ? new ConversationRequired()
                : frame.Author ?? new Author { Kind = AuthorKind.System };
        }
        if (frame.Author is not null || (frame.ConversationId is null && frame.ExternalId is not null))
        {
            return new SecretKeyOnly();
        }
        return sender.Kind switch
        {
            PrincipalKind.Visitor => Own(AuthorKind.Visitor, sender),
            PrincipalKind.User => Own(AuthorKind.User, sender),
            PrincipalKind.Agent when frame.ConversationId is not null => Own(AuthorKind.Agent, sender),
            PrincipalKind.Agent => new ConversationRequired(),
            _ => new SenderRequired(),
        };
    }

    private static Author Own(AuthorKind kind, Principal sender) =>
        new()
        {
            Kind = kind,
            Id = sender.Subject,
            DisplayName = sender.DisplayName ?? "",
        };
}
