/// The reading room's style sheet, script and mark, as the folder `Assets` has them, built into the binary.
enum RoomAssets {
    static var endpoints: [Endpoint] {
        [
            asset("/room.css", "The reading room's style sheet.", "text/css", PackageResources.room_css),
            asset(
                "/room.js", "The reading room's script; every page works without it.", "text/javascript",
                PackageResources.room_js),
            asset("/room.svg", "The reading room's mark.", "image/svg+xml", PackageResources.room_svg),
        ]
    }

    private static func asset(_ path: String, _ summary: String, _ mediaType: String, _ bytes: [UInt8]) -> Endpoint {
        Endpoint(path, summary, mediaType: mediaType) { _ in Reply(mediaType: mediaType, bytes: bytes) }
    }
}
