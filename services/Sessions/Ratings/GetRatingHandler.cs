using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Ratings;

/// <summary>Finds the rating of a conversation the caller may see.</summary>
internal sealed class GetRatingHandler(GetConversationHandler conversations, RatingStore ratings)
{
    public async Task<Result<Rating>> HandleAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        if (!conversation.IsSuccess)
        {
            return conversation.Error;
        }

        var found = await ratings.FindAsync(principal.TenantId, conversationId, cancellationToken);
        return found is null ? new RatingNotFound() : found;
    }
}
