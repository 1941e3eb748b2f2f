using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Conversations;

/// <summary>A conversation to begin.</summary>
internal sealed record CreateConversationBody
{
    /// <summary>Whose it is; needed with a secret key and of agents, refused for anybody else than the caller otherwise.</summary>
    public OwnerBody? Owner { get; init; }

    /// <summary>An id of the company's own, unique in the tenant; at most 200 UTF-16 units.</summary>
    public string? ExternalId { get; init; }

    /// <summary>`web`, `mobile`, `email`, ...; 1 to 32 UTF-16 units, default `web`.</summary>
    public string? Channel { get; init; }

    /// <summary>What it is about; at most 300 UTF-16 units.</summary>
    public string? Subject { get; init; }

    /// <summary>What the company knows of it; of agents and secret keys only.</summary>
    public ConversationDetailsBody? Details { get; init; }

    public ConversationDetails ToDetails()
    {
        var details = Details?.ToDetails() ?? new ConversationDetails();
        return details with { Channel = Channel ?? details.Channel, Subject = Subject ?? details.Subject };
    }

    /// <summary>The error with its faults where their fields stand in this body: those of the details a level down.</summary>
    public Error Locate(Error error) =>
        error is Invalid invalid
            ? invalid with
            {
                Faults = [.. invalid.Faults.Select(fault => fault with { Pointer = Locate(fault.Pointer) })],
            }
            : error;

    private string Locate(string pointer)
    {
        var isDetail = pointer.Split('/') switch
        {
            [_, "priority" or "tags" or "metadata" or "userCategory" or "department" or "teamId", ..] => true,
            [_, "channel", ..] => Channel is null,
            [_, "subject", ..] => Subject is null,
            _ => false,
        };
        return isDetail ? "/details" + pointer : pointer;
    }
}
