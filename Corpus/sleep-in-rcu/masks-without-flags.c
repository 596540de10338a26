// run: kernel-version=5.10
/*
 * A file that declares what it needs itself, and knows masks only as a whole.
 *
 * The walk allocates with a mask that may sleep; which bit of it says so can be told from the masks
 * that lack it.
 */

typedef unsigned int gfp_t;

#define GFP_KERNEL 0xcc0u
#define GFP_NOIO 0xc00u
#define GFP_NOWAIT 0x800u

void rcu_read_lock(void);
void rcu_read_unlock(void);
void *kmalloc(unsigned long size, gfp_t flags);

struct route {
	struct route *next;
	void *scratch;
};

static struct route *routes;

void routes_prepare_bad(void)
{
	struct route *route;

	rcu_read_lock();
	for (route = routes; route; route = route->next)
		route->scratch = kmalloc(64, GFP_KERNEL); // expect: sleep-in-rcu confirmed
	rcu_read_unlock();
}

void routes_try_ok(void)
{
	struct route *route;

	rcu_read_lock();
	for (route = routes; route; route = route->next)
		route->scratch = kmalloc(64, GFP_NOWAIT);
	rcu_read_unlock();
}
