// SPDX-License-Identifier: EPL-2.0
package org.stillroom.product;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.freedesktop.dbus.DBusMatchRule;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Assumptions;
import org.stillroom.product.Spoken.Place;
import org.stillroom.product.Spoken.State;

/**
 * What a screen reader knows of the programs on its desktop: it is another process, asks over AT-SPI, and is told what
 * changes. It has a session bus of its own, which ends with it.
 */
final class ScreenReader implements AutoCloseable {

    private static final String ACCESSIBLE = "org.a11y.atspi.Accessible";
    private static final String REGISTRY = "org.a11y.atspi.Registry";
    private static final Place DESKTOP = new Place(REGISTRY, "/org/a11y/atspi/accessible/root");
    private static final int PATIENCE = 10_000;
    private static final int DEEPEST = 60;

    private final Process session;
    private final Map<String, String> environment;
    private final DBusConnection bus;
    private final List<String> told = new CopyOnWriteArrayList<>();

    private ScreenReader(Process session, Map<String, String> environment, DBusConnection bus) {
        this.session = session;
        this.environment = environment;
        this.bus = bus;
    }

    /**
     * Starts a session bus and listens on its bus for assistive programs.
     *
     * @param folder for the buses' sockets
     */
    static ScreenReader start(Path folder) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("dbus-run-session", "--", "sh", "-c",
                "echo \"$DBUS_SESSION_BUS_ADDRESS\"; exec cat").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
        Process session;
        try {
            session = builder.start();
        } catch (IOException e) {
            Assumptions.abort("no dbus-run-session to make a bus with (Debian: dbus-daemon): " + e.getMessage());
            throw e;
        }
        String address = firstLine(session);
        String assistive;
        try (DBusConnection own = DBusConnectionBuilder.forAddress(address).build()) {
            assistive = (String) call(own, new Place("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress")[0];
        } catch (DBusException e) {
            session.destroy();
            Assumptions.abort("no bus for assistive programs (Debian: at-spi2-core): " + e.getMessage());
            throw e;
        }
        // the second one because a display remembers the bus that was there before
        Map<String, String> environment = Map.of("DBUS_SESSION_BUS_ADDRESS", address, "AT_SPI_BUS_ADDRESS", assistive,
                "XDG_RUNTIME_DIR", folder.toString(), "NO_AT_BRIDGE", "");
        ScreenReader reader = new ScreenReader(session, environment,
                DBusConnectionBuilder.forAddress(assistive).withShared(false).build());
        reader.listen();
        return reader;
    }

    /** What a program has to be started with to be heard. */
    Map<String, String> environment() {
        return environment;
    }

    /** Waits for something of this kind in any window, and returns it. */
    Spoken await(String role, Predicate<String> name) throws Exception {
        return await(DESKTOP, role, name, Set.of());
    }

    /** Waits for something of this kind anywhere below something, in this state. */
    Spoken awaitIn(Spoken above, String role, Predicate<String> name, State state) throws Exception {
        return await(above.place(), role, name, Set.of(state));
    }

    private Spoken await(Place above, String role, Predicate<String> name, Set<State> states) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            Optional<Spoken> found = find(above, role, name, 0);
            if (found.isPresent() && found.get().states().containsAll(states)) {
                return found.get();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("there is no such " + role);
    }

    /** Waits until something below is so, and returns it. */
    Spoken awaitBelow(Spoken above, Predicate<Spoken> wanted) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        List<Spoken> all = List.of();
        while (System.nanoTime() < end) {
            all = below(above);
            Optional<Spoken> found = all.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("waited in vain; there are " + all);
    }

    /** Waits until a thing is in a state. */
    void awaitState(Spoken thing, State state) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        Spoken now = read(thing.place());
        while (!now.is(state)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not " + state + ": " + now);
            }
            Thread.sleep(50);
            now = read(thing.place());
        }
    }

    /** What is directly below. */
    List<Spoken> below(Spoken above) throws Exception {
        List<Spoken> all = new ArrayList<>();
        for (Place place : children(above.place())) {
            try {
                all.add(read(place));
            } catch (Gone e) {
                // went meanwhile
            }
        }
        return all;
    }

    Spoken read(Place place) throws Exception {
        long states = 0;
        List<?> words = (List<?>) ask(place, "GetState")[0];
        for (int i = 0; i < words.size(); i++) {
            states |= ((Number) words.get(i)).longValue() << 32 * i;
        }
        Set<State> known = EnumSet.noneOf(State.class);
        for (State state : State.values()) {
            if (state.isIn(states)) {
                known.add(state);
            }
        }
        return new Spoken(place, (String) ask(place, "GetRoleName")[0], property(place, "Name"), known);
    }

    /** What more a program tells of a thing, such as a node's parameters. */
    String description(Spoken thing) throws Exception {
        return property(thing.place(), "Description");
    }

    /** Waits until it is told that something changed, such as {@code focused Prompt prompt}. */
    void awaitTold(String change) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end) {
            if (told.contains(change)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not told \"" + change + "\", but " + told);
    }

    /** Forgets what it was told. */
    void forget() {
        told.clear();
    }

    @Override
    public void close() throws Exception {
        bus.disconnect();
        session.getOutputStream().close();
        session.destroy();
        session.waitFor();
    }

    private void listen() throws Exception {
        for (String event : List.of("object:state-changed", "object:property-change")) {
            call(bus, new Place(REGISTRY, "/org/a11y/atspi/registry"), REGISTRY, "RegisterEvent", event);
        }
        bus.addGenericSigHandler(new DBusMatchRule("signal", "org.a11y.atspi.Event.Object", null), this::heard);
    }

    /** Notes the change with the name of what changed: for a name the new one, for a state that is begins. */
    private void heard(DBusSignal signal) {
        try {
            Object[] what = signal.getParameters();
            if (what[0].equals("accessible-name")) {
                told.add("named " + (what[3] instanceof Variant<?> name ? name.getValue() : what[3]));
            } else if (signal.getName().equals("StateChanged") && ((Number) what[1]).intValue() == 1
                    && Set.of("focused", "selected", "busy", "invalid-entry").contains(what[0])) {
                Place place = new Place(signal.getSource(), signal.getPath());
                // a reply cannot come while this is not done
                Thread.ofVirtual().start(() -> {
                    try {
                        told.add(what[0] + " " + property(place, "Name"));
                    } catch (Exception e) {
                        told.add(what[0] + " something that went: " + e.getMessage());
                    }
                });
            }
        } catch (DBusException e) {
            told.add("something unreadable: " + e.getMessage());
        }
    }

    private Optional<Spoken> find(Place place, String role, Predicate<String> name, int depth) throws Exception {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        try {
            if (ask(place, "GetRoleName")[0].equals(role) && name.test(property(place, "Name"))) {
                return Optional.of(read(place));
            }
            for (Place child : children(place)) {
                Optional<Spoken> found = find(child, role, name, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (Gone e) {
            // went meanwhile
        }
        return Optional.empty();
    }

    private List<Place> children(Place place) throws Exception {
        List<Place> children = new ArrayList<>();
        for (Object child : (List<?>) ask(place, "GetChildren")[0]) {
            Object[] reference = (Object[]) child;
            children.add(new Place((String) reference[0], reference[1].toString()));
        }
        return children;
    }

    private Object[] ask(Place place, String method) throws Exception {
        return call(bus, place, ACCESSIBLE, method);
    }

    private String property(Place place, String property) throws Exception {
        Object value = call(bus, place, "org.freedesktop.DBus.Properties", "Get", ACCESSIBLE, property)[0];
        // GTK's windows have a space behind their titles
        return String.valueOf(value instanceof Variant<?> variant ? variant.getValue() : value).strip();
    }

    private static Object[] call(DBusConnection bus, Place place, String type, String method, String... arguments)
            throws DBusException {
        MethodCall call = bus.getMessageFactory().createMethodCall(null, place.program(), place.path(), type, method,
                (byte) 0, arguments.length == 0 ? null : "s".repeat(arguments.length), (Object[]) arguments);
        bus.sendMessage(call);
        Message reply = call.getReply(PATIENCE);
        if (reply == null) {
            throw new Gone(method + " was not answered by " + place);
        }
        if (reply instanceof Error error) {
            throw new Gone(error.getName() + " for " + method + " of " + place);
        }
        return reply.getParameters();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return reader.readLine();
    }

    /** What was asked for is there no more. */
    private static final class Gone extends DBusException {

        private static final long serialVersionUID = 1;

        Gone(String message) {
            super(message);
        }
    }
}
