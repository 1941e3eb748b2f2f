using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>rating</c>: what the customer thinks of a conversation; sent again it is completed or corrected.</summary>
internal sealed class RatingCommand(Ratings.RatingsClient ratings) : CallCommand<RatingFrame>("rating")
{
    private const int MaxValue = 5;
    private const int MaxFollowUp = 20;
    private const int MaxOption = 100;
    private const int MaxComment = 2000;

    protected override RatingFrame Read(JsonFields fields) =>
        new(fields.RequiredText("id", 1, SocketProtocol.MaxId), fields.RequiredId("conversationId"))
        {
            RatingType = fields.OneOf("ratingType", "thumbs", "stars", "emoji") ?? "",
            Value = (int)fields.RequiredNumber("value", 0, MaxValue),
            FollowUp = fields.TextList("followUp", MaxFollowUp, MaxOption),
            Comment = fields.Text("comment", 0, MaxComment),
        };

    protected override async Task CallAsync(RatingFrame frame, CallOptions options)
    {
        var request = new RateConversationRequest
        {
            ConversationId = frame.ConversationId,
            Type = frame.RatingType,
            Value = frame.Value,
        };
        if (frame.FollowUp is { } chosen)
        {
            request.FollowUp = new FollowUp { Options = { chosen } };
        }
        if (frame.Comment is { } comment)
        {
            request.Comment = comment;
        }
        _ = await ratings.RateConversationAsync(request, options);
    }
}
