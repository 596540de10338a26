#ifndef CORPUS_LINUX_SHRINKER_H
#define CORPUS_LINUX_SHRINKER_H

#include <linux/gfp.h>

#define SHRINK_STOP (~0UL)
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
	int (*shrink)(struct shrinker *s, struct shrink_control *sc);
	long batch;
	int seeks;
	unsigned int flags;
};

__printf(2, 3) int __must_check register_shrinker(struct shrinker *s, const char *fmt, ...);
void unregister_shrinker(struct shrinker *s);

#endif
