namespace Chat.Gateway.Limits;

/// <summary>A place for one stream; disposed of once.</summary>
internal readonly struct StreamSlot(StreamSlots slots, (Guid Tenant, string Subject) visitor, string? address)
    : IDisposable
{
    public void Dispose() => slots.Leave(visitor, address);
}
