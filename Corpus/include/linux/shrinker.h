#ifndef CORPUS_LINUX_SHRINKER_H
#define CORPUS_LINUX_SHRINKER_H

#include <linux/gfp.h>

#define SHRINK_STOP (~0UL)
#define SHRINK_EMPTY (~0UL - 1)
#define DEFAULT_SEEKS 2

struct shrink_control {
	gfp_t gfp_mask;
	int nid;
	unsigned long nr_to_scan;
	unsigned long nr_scanned;
};

struct shrinker {
	unsigned long (*count_objects)(struct shrinker *s, struct shrink_control *sc);
	unsigned long (*scan_objects)(struct shrinker *s, struct shrink_control *sc);
	/* One function did both before 3.12. */
	int (*shrink)();
	/* Since 6.7. */
	void *private_data;
	long batch;
	int seeks;
	unsigned int flags;
};

/* With a name since 6.0, and without a result until 4.x. */
int register_shrinker();
/* Since 6.7. */
struct shrinker *shrinker_alloc(unsigned int flags, const char *fmt, ...);
void shrinker_register(struct shrinker *shrinker);
void shrinker_free(struct shrinker *shrinker);
void unregister_shrinker(struct shrinker *s);

#endif
