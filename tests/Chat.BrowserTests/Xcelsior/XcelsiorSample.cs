namespace Chat.BrowserTests.Xcelsior;

/// <summary>The client sample of the Xcelsior chat API's page, word for word; only the server's address is put in.</summary>
internal static class XcelsiorSample
{
    private const string Server = "wss://your-api-id.execute-api.region.amazonaws.com/stage";

    // As the page has it.
    private const string Connecting = """
        // Connect to WebSocket
        const user = { email: 'customer@example.com', name: 'John Doe' };
        const ws = new WebSocket(
        'wss://your-api-id.execute-api.region.amazonaws.com/stage' +
        `?user=${encodeURIComponent(JSON.stringify(user))}`
        // conversationId is optional - will be auto-created if not provided
        );
        // Handle connection
        ws.onopen = () => {
        console.log('Connected to chat');
        };
        // Handle incoming messages
        ws.onmessage = (event) => {
        const response = JSON.parse(event.data);
        // Connection response includes conversationId and customerId
        if (response.conversationId) {
        console.log('Connected to conversation:', response.conversationId);
        console.log('Customer ID:', response.customerId);
        }
        if (response.type === 'message') {
        console.log('New message:', response.data);
        } else if (response.type === 'typing') {
        console.log('User is typing:', response.data);
        }
        };
        """;

    /// <summary>What the sample does once it is connected.</summary>
    public const string Sending = """
        // Send a message (use conversationId from connection response)
        ws.send(JSON.stringify({
        action: 'sendMessage',
        data: {
        conversationId: 'conv123', // from connection response
        content: 'Hello, I need help with my order',
        messageType: 'text'
        }
        }));
        // Send typing indicator
        ws.send(JSON.stringify({
        action: 'typing',
        data: {
        conversationId: 'conv123', // from connection response
        isTyping: true
        }
        }));
        """;

    /// <summary>How the sample connects.</summary>
    public static string ConnectingTo(Uri gateway) =>
        Connecting.Replace(Server, $"ws://{gateway.Authority}", StringComparison.Ordinal);
}
