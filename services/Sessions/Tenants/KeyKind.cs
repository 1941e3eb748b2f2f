namespace Chat.Sessions.Tenants;

/// <summary>What a key may do. The numbers are stored, and are those of the contract.</summary>
internal enum KeyKind : short
{
    Publishable = 1,
    Secret = 2,
}
