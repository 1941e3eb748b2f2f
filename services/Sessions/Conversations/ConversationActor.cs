using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Conversations;

/// <summary>Who changes a conversation.</summary>
/// <param name="Kind">Exactly one.</param>
/// <param name="Author">As the log shows them.</param>
/// <param name="Guard">Which conversations are open to them.</param>
internal sealed record ConversationActor(ActorKinds Kind, Author Author, ConversationGuard Guard)
{
    private static readonly Author Product = new(AuthorKind.System, "", "");

    /// <summary>The product itself.</summary>
    public static ConversationActor System { get; } = new(ActorKinds.System, Product, ConversationGuard.None);

    public static Result<ConversationActor> Of(Principal principal)
    {
        var guard = AccessPolicy.GuardOf(principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        var name = principal.DisplayName ?? "";
        return principal.Kind switch
        {
            PrincipalKind.Visitor => new ConversationActor(
                ActorKinds.Customer,
                new Author(AuthorKind.Visitor, principal.Subject, name),
                guard.Value
            ),
            PrincipalKind.User => new ConversationActor(
                ActorKinds.Customer,
                new Author(AuthorKind.User, principal.Subject, name),
                guard.Value
            ),
            PrincipalKind.Agent => new ConversationActor(
                ActorKinds.Agent,
                new Author(AuthorKind.Agent, principal.Subject, name),
                guard.Value
            ),
            PrincipalKind.SecretKey => new ConversationActor(ActorKinds.Backend, Product, guard.Value),
            _ => new ConversationActor(ActorKinds.Ai, Product, guard.Value),
        };
    }
}
