namespace Chat.Sessions.Customers;

/// <summary>Whether a customer may write. The numbers are stored, and are those of the contract.</summary>
internal enum CustomerStatus : short
{
    Active = 1,
    Blocked = 2,
}
