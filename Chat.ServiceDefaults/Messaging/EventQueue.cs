namespace Chat.ServiceDefaults.Messaging;

/// <summary>The queue from which a handler is fed.</summary>
/// <typeparam name="THandler">The handler.</typeparam>
/// <param name="Name">Its name on the broker.</param>
internal sealed record EventQueue<THandler>(string Name)
    where THandler : class, IEventHandler;
