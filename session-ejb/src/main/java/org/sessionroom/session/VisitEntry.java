package org.sessionroom.session;

/**
 * Where a visit's bean is found, as it stands in the cache.
 *
 * @param node serves the visit: the id that its cluster's address has until it is stopped
 * @param bean the container's reference to the bean
 */
record VisitEntry(String node, String bean) {

    private static final String SEPARATOR = " ";

    static VisitEntry parse(String written) {
        String[] parts = written.split(SEPARATOR);
        return new VisitEntry(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return node + SEPARATOR + bean;
    }
}
