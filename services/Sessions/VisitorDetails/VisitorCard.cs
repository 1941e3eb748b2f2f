using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Customers;

namespace Chat.Sessions.VisitorDetails;

/// <summary>Who a conversation is with, as REST shows it to the company.</summary>
internal sealed record VisitorCard
{
    /// <summary>`visitor` or `user`.</summary>
    [AllowedValues("visitor", "user")]
    public required string Kind { get; init; }

    /// <summary>The visitor's or user's id.</summary>
    public required string Id { get; init; }

    /// <summary>Proven to be the customer; false: it only says so.</summary>
    public required bool Verified { get; init; }

    /// <summary>What the visitor says of itself.</summary>
    public required ClaimedAnswer Claimed { get; init; }

    /// <summary>The customer it is, or says it is.</summary>
    public required CustomerAnswer? Customer { get; init; }

    /// <summary>What was seen of its browser last; null when nothing is kept.</summary>
    public required BrowserAnswer? Browser { get; init; }
}
