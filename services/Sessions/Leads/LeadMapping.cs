using Chat.Sessions.Conversations;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Leads;

/// <summary>Leads between domain and wire.</summary>
internal static class LeadMapping
{
    public static Wire.Lead ToWire(this Lead lead) =>
        new()
        {
            Id = lead.Id.ToString(),
            ConversationId = lead.ConversationId.ToString(),
            Name = lead.Details.Name,
            Email = lead.Details.Email,
            Company = lead.Details.Company,
            Phone = lead.Details.Phone,
            ProjectDetails = lead.Details.ProjectDetails,
            Source = lead.Details.Source,
            CapturedAt = Timestamp.FromDateTime(lead.CapturedAt),
        };

    public static CaptureLead ToDomain(this Wire.CaptureLeadRequest request, Guid tenantId) =>
        new()
        {
            TenantId = tenantId,
            ConversationId = WireIds.Parse(request.ConversationId),
            ToolCallId = request.ToolCallId,
            Origin =
                request.MessageId.Length == 0
                    ? null
                    : new LeadOrigin(
                        WireIds.ParseChosen(request.MessageId, "/messageId"),
                        WireIds.ParseChosen(request.ReplyId, "/replyId")
                    ),
            Details = new LeadDetails
            {
                Name = request.Name.Trim(),
                Email = request.Email.Trim(),
                Company = request.Company.Trim(),
                Phone = request.Phone.Trim(),
                ProjectDetails = request.ProjectDetails.Trim(),
                Source = request.Source,
            },
        };
}
