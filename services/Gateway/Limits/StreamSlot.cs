namespace Chat.Gateway.Limits;

/// <summary>A place for one stream.</summary>
internal readonly struct StreamSlot(StreamSlots slots, (Guid Tenant, string Subject) key) : IDisposable
{
    public void Dispose() => slots.Leave(key);
}
