using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Visitors;

/// <summary>Only who is not known yet can say who it is.</summary>
internal sealed record VisitorTokenRequired() : Forbidden("visitor_required", "This resource needs a visitor's token.");
