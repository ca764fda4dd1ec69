package shop;

/// What the rest of the application knows of the service.
interface Greetings {
    String greet(String name);
}
