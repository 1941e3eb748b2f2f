using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Receipts;

/// <summary>Only people read.</summary>
internal sealed record ReceiptsForbidden()
    : Forbidden("receipts_forbidden", "Receipts are given by visitors, users, agents and the AI.");
